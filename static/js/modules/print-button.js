// @ts-check

/** Shows a button that prints the page; without script the browser's own menu prints it. */
export class PrintButton {
  /** @param {HTMLButtonElement} button */
  constructor(button) {
    button.hidden = false
    button.addEventListener("click", () => window.print())
  }
}
