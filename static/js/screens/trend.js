// @ts-check
import { openScreen } from "../app.js"
import { Trend } from "../modules/trend.js"

openScreen({ trend: Trend })
