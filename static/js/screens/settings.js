// @ts-check
import { openScreen } from "../app.js"
import { Leave } from "../modules/leave.js"
import { Settings } from "../modules/settings.js"

openScreen({ leave: Leave, settings: Settings })
