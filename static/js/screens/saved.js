// @ts-check
import { openScreen } from "../app.js"
import { InstallOffer } from "../modules/install-offer.js"
import { ReminderOffer } from "../modules/reminder-offer.js"
import { Saved } from "../modules/saved.js"

openScreen({ "install-offer": InstallOffer, "reminder-offer": ReminderOffer, saved: Saved })
