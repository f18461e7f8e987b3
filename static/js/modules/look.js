// @ts-check

const KEPT = "diary-look"

/** Draw the page as the patient likes it, before anything of it shows; a page of the server's is drawn so already. */
export function applyLook() {
  const page = document.documentElement
  if (!page.dataset.shell) return
  const [theme, bigger] = localStorage.getItem(KEPT)?.split(" ") ?? []
  if (theme === "light" || theme === "dark") page.dataset.look = theme
  page.toggleAttribute("data-bigger", bigger === "bigger")
}

/** @param {{ theme: string, bigger: boolean } | undefined} look */
export function keepLook(look) {
  if (look) localStorage.setItem(KEPT, `${look.theme} ${look.bigger ? "bigger" : ""}`)
}
