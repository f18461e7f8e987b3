// @ts-check
import { openScreen } from "../app.js"
import { InstallOffer } from "../modules/install-offer.js"

openScreen({ "install-offer": InstallOffer })
