// @ts-check
import { openScreen } from "../app.js"
import { ConsentScreen } from "../modules/consent.js"

openScreen({ consent: ConsentScreen })
