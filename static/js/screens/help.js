// @ts-check
import { openScreen } from "../app.js"
import { Help } from "../modules/help.js"

openScreen({ help: Help })
