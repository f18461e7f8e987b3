// @ts-check
import { Pair } from "./modules/pair.js"
import { RenewLogin } from "./modules/renew-login.js"

/** What each name in a `data-module` of the pages outside starts. @type {Record<string, new (element: any) => object>} */
const MODULES = { pair: Pair, "renew-login": RenewLogin }

for (const element of document.querySelectorAll("[data-module]")) {
  const name = element.getAttribute("data-module") ?? ""
  if (Object.hasOwn(MODULES, name)) new MODULES[name](element)
}
