// @ts-check

/**
 * What staff call this device when it waits to be paired.
 * @param {string} agent - the browser's user agent
 * @param {number} touches - how many fingers the screen feels; iPads say they are a Mac
 */
export function phoneLabel(agent, touches) {
  if (/iPhone|iPod/.test(agent)) return "iPhone"
  if (/iPad/.test(agent) || (/Macintosh/.test(agent) && touches > 1)) return "iPad"
  if (/Android/.test(agent)) return /Mobile/.test(agent) ? "Android phone" : "Android tablet"
  if (/Windows/.test(agent)) return "Windows computer"
  if (/Macintosh/.test(agent)) return "Mac"
  return "Computer"
}

/**
 * Whether this is an iPhone's or iPad's browser, where what is paired would stay behind when the diary
 * moves to the home screen.
 * @param {string} label
 * @param {boolean} installed - opened from the home screen
 */
export function installsFirst(label, installed) {
  return (label === "iPhone" || label === "iPad") && !installed
}
