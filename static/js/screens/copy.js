// @ts-check
import { openScreen } from "../app.js"
import { PrintButton } from "../modules/print-button.js"

openScreen({ "print-button": PrintButton })
