// @ts-check
import { openScreen } from "../app.js"
import { Reminders } from "../modules/reminders.js"

openScreen({ reminders: Reminders })
