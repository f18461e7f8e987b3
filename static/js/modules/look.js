// @ts-check

const KEPT = "diary-look"

/** Draw the page as the patient likes it, before anything of it shows; a page of the server's is drawn so already. */
export function applyLook() {
  if (!document.documentElement.dataset.shell) return
  const [theme, bigger] = localStorage.getItem(KEPT)?.split(" ") ?? []
  drawLook({ theme, bigger: bigger === "bigger" })
}

/** @param {{ theme: string, bigger: boolean }} look */
export function drawLook({ theme, bigger }) {
  const page = document.documentElement
  if (theme === "light" || theme === "dark") page.dataset.look = theme
  else delete page.dataset.look
  page.toggleAttribute("data-bigger", bigger)
}

/** @param {{ theme: string, bigger: boolean } | undefined} look */
export function keepLook(look) {
  if (look) localStorage.setItem(KEPT, `${look.theme} ${look.bigger ? "bigger" : ""}`)
}
