// @ts-check
import { openScreen } from "../app.js"
import { InstallOffer } from "../modules/install-offer.js"
import { Saved } from "../modules/saved.js"

openScreen({ "install-offer": InstallOffer, saved: Saved })
