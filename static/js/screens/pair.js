// @ts-check
import { Pair } from "../modules/pair.js"
import { start } from "../modules/start.js"
import { registerWorker } from "../modules/worker.js"

start({ pair: Pair })
// Just after signing out the phone holds nothing at all, not even empty screens.
if (!new URLSearchParams(location.search).has("left")) registerWorker()
