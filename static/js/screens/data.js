// @ts-check
import { openScreen } from "../app.js"
import { Data } from "../modules/data.js"

openScreen({ data: Data })
