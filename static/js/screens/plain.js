// @ts-check
import { openScreen } from "../app.js"

openScreen({})
