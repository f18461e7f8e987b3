// @ts-check
import { DeviceStamp } from "./modules/device-stamp.js"
import { Effects } from "./modules/effects.js"
import { LowerWorst } from "./modules/lower-worst.js"
import { OptionRow } from "./modules/option-row.js"
import { PainScale } from "./modules/pain-scale.js"
import { start } from "./modules/start.js"

start({
  "device-stamp": DeviceStamp,
  effects: Effects,
  "lower-worst": LowerWorst,
  "option-row": OptionRow,
  "pain-scale": PainScale,
})
