// @ts-check
import { CheckIn } from "./modules/check-in.js"
import { DeviceStamp } from "./modules/device-stamp.js"
import { Effects } from "./modules/effects.js"
import { Help } from "./modules/help.js"
import { Home } from "./modules/home.js"
import { InstallOffer } from "./modules/install-offer.js"
import { KeptBack } from "./modules/kept-back.js"
import { Leave } from "./modules/leave.js"
import { applyLook } from "./modules/look.js"
import { LowerWorst } from "./modules/lower-worst.js"
import { OptionRow } from "./modules/option-row.js"
import { PainScale } from "./modules/pain-scale.js"
import { Phone } from "./modules/phone.js"
import { Saved } from "./modules/saved.js"
import { start } from "./modules/start.js"
import { SyncLine } from "./modules/sync-line.js"
import { registerWorker } from "./modules/worker.js"

start(
  {
    "check-in": CheckIn,
    "device-stamp": DeviceStamp,
    effects: Effects,
    help: Help,
    home: Home,
    "install-offer": InstallOffer,
    "kept-back": KeptBack,
    leave: Leave,
    "lower-worst": LowerWorst,
    "option-row": OptionRow,
    "pain-scale": PainScale,
    saved: Saved,
    "sync-line": SyncLine,
  },
  new Phone(),
)
applyLook()
registerWorker()
