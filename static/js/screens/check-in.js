// @ts-check
import { openScreen } from "../app.js"
import { CheckIn } from "../modules/check-in.js"
import { DeviceStamp } from "../modules/device-stamp.js"
import { Effects } from "../modules/effects.js"
import { Flags } from "../modules/flags.js"
import { LowerWorst } from "../modules/lower-worst.js"
import { OptionRow } from "../modules/option-row.js"
import { PainScale } from "../modules/pain-scale.js"
import { Still } from "../modules/still.js"

openScreen({
  "check-in": CheckIn,
  "device-stamp": DeviceStamp,
  effects: Effects,
  flags: Flags,
  "lower-worst": LowerWorst,
  "option-row": OptionRow,
  "pain-scale": PainScale,
  still: Still,
})
