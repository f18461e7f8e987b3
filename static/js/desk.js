// @ts-check
import { IdleWarning } from "./modules/idle-warning.js"
import { OptionRow } from "./modules/option-row.js"
import { PrintButton } from "./modules/print-button.js"
import { Sheet } from "./modules/sheet.js"
import { start } from "./modules/start.js"

start({ "idle-warning": IdleWarning, "option-row": OptionRow, "print-button": PrintButton, sheet: Sheet })
