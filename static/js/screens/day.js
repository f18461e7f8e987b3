// @ts-check
import { openScreen } from "../app.js"
import { Day } from "../modules/day.js"

openScreen({ day: Day })
