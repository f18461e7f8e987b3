// @ts-check
import { openScreen } from "../app.js"
import { After } from "../modules/after.js"
import { AfterEffects } from "../modules/after-effects.js"
import { Effects } from "../modules/effects.js"
import { Flags } from "../modules/flags.js"
import { OptionRow } from "../modules/option-row.js"

openScreen({ after: After, "after-effects": AfterEffects, effects: Effects, flags: Flags, "option-row": OptionRow })
