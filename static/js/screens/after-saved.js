// @ts-check
import { openScreen } from "../app.js"
import { AfterSaved } from "../modules/after-saved.js"

openScreen({ "after-saved": AfterSaved })
