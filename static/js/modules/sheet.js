// @ts-check

/** Closes a sheet once the focus has left it, so that keys never work on what lies underneath. */
export class Sheet {
  /** @param {HTMLElement} sheet */
  constructor(sheet) {
    sheet.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !sheet.contains(relatedTarget)) sheet.hidePopover?.()
    })
  }
}
