// @ts-check
import { openScreen } from "../app.js"
import { ChangeGoal } from "../modules/change-goal.js"
import { GoalScreen } from "../modules/goal.js"

openScreen({ "change-goal": ChangeGoal, goal: GoalScreen })
