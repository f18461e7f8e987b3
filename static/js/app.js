// @ts-check
import { DeviceStamp } from "./modules/device-stamp.js"
import { Effects } from "./modules/effects.js"
import { IdleWarning } from "./modules/idle-warning.js"
import { LowerWorst } from "./modules/lower-worst.js"
import { OptionRow } from "./modules/option-row.js"
import { PainScale } from "./modules/pain-scale.js"
import { PrintButton } from "./modules/print-button.js"
import { Sheet } from "./modules/sheet.js"

/** What each name in a `data-module` starts. @type {Record<string, new (element: any) => object>} */
const MODULES = {
  "device-stamp": DeviceStamp,
  effects: Effects,
  "idle-warning": IdleWarning,
  "lower-worst": LowerWorst,
  "option-row": OptionRow,
  "pain-scale": PainScale,
  "print-button": PrintButton,
  sheet: Sheet,
}

for (const element of document.querySelectorAll("[data-module]")) {
  for (const name of element.getAttribute("data-module")?.split(" ") ?? []) {
    if (Object.hasOwn(MODULES, name)) new MODULES[name](element)
  }
}
