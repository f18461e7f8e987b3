// @ts-check
import { RenewLogin } from "../modules/renew-login.js"
import { start } from "../modules/start.js"

start({ "renew-login": RenewLogin })
