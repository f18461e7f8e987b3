// @ts-check
import { openScreen } from "../app.js"
import { Home } from "../modules/home.js"
import { KeptBack } from "../modules/kept-back.js"

openScreen({ home: Home, "kept-back": KeptBack })
