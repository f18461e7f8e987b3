// @ts-check

/** What a `data-module` may name. @typedef {Record<string, new (element: any, ...tools: any[]) => object>} Modules */

/**
 * Start what each `data-module` of the page names, in the order of the page.
 * @param {Modules} modules
 * @param {any[]} tools - given to each
 */
export function start(modules, ...tools) {
  for (const element of document.querySelectorAll("[data-module]")) {
    for (const name of element.getAttribute("data-module")?.split(" ") ?? []) {
      if (Object.hasOwn(modules, name)) new modules[name](element, ...tools)
      else reportError(new Error(`this page's script has no ${name}`))
    }
  }
}
