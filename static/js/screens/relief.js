// @ts-check
import { openScreen } from "../app.js"
import { OptionRow } from "../modules/option-row.js"
import { Relief } from "../modules/relief.js"

openScreen({ "option-row": OptionRow, relief: Relief })
