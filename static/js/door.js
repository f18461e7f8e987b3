// @ts-check

/** What each name in a `data-module` of the pages outside starts. @type {Record<string, new (element: any) => object>} */
const MODULES = {}

for (const element of document.querySelectorAll("[data-module]")) {
  const name = element.getAttribute("data-module") ?? ""
  if (Object.hasOwn(MODULES, name)) new MODULES[name](element)
}
