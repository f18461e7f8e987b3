// @ts-check

/**
 * Draw the picture of daily pain into the page's own.
 * @param {SVGElement} svg
 * @param {import("../core/own-figure.js").Figure} figure
 */
export function drawFigure(svg, { paths, rings, hasStart }) {
  for (const path of svg.querySelectorAll("[data-path]")) path.setAttribute("d", paths[path.getAttribute("data-path") ?? ""] ?? "")
  svg.querySelector('[data-part="rings"]')?.replaceChildren(...rings.map((ring) => drawRing(svg, ring)))
  svg.querySelector('[data-part="start"]')?.setAttribute("visibility", hasStart ? "visible" : "hidden")
}

/** @param {SVGElement} svg @param {{ x: string, number: number }} ring */
function drawRing(svg, { x, number }) {
  const ring = /** @type {Element} */ (svg.querySelector('defs [data-part="ring"]')?.cloneNode(true))
  const words = /** @type {Element} */ (ring.querySelector("text"))
  ring.querySelector("circle")?.setAttribute("cx", x)
  words.setAttribute("x", x)
  words.textContent = String(number)
  return ring
}
