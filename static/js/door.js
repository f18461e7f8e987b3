// @ts-check
import { Pair } from "./modules/pair.js"
import { RenewLogin } from "./modules/renew-login.js"
import { start } from "./modules/start.js"

start({ pair: Pair, "renew-login": RenewLogin })
