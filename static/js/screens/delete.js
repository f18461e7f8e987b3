// @ts-check
import { openScreen } from "../app.js"
import { DeleteDiary } from "../modules/delete-diary.js"

openScreen({ "delete-diary": DeleteDiary })
