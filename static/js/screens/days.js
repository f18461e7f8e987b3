// @ts-check
import { openScreen } from "../app.js"
import { Days } from "../modules/days.js"

openScreen({ days: Days })
