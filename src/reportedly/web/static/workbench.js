// The workbench in a browser: every page works without this; with it, keys and live answers.
import { start as startKeys } from "./keys.js";
import { start as startSwap } from "./swap.js";
import { start as startFields } from "./fields.js";
import { start as startReading } from "./reading.js";
import { start as startAdding } from "./adding.js";

const starters = [startKeys, startFields, startReading, startAdding];

// What begins anew with each page's <main>; `startSwap` brings such a main in.
function dress(root) {
  for (const start of starters) start(root);
}

startSwap(dress);
dress(document);
