// @ts-check
import { openScreen } from "../app.js"
import { OptionRow } from "../modules/option-row.js"
import { PainScale } from "../modules/pain-scale.js"
import { Question } from "../modules/question.js"
import { VisitScreen } from "../modules/visit.js"
import { WeeklyCheck } from "../modules/weekly-check.js"

openScreen({
  "option-row": OptionRow,
  "pain-scale": PainScale,
  question: Question,
  visit: VisitScreen,
  "weekly-check": WeeklyCheck,
})
