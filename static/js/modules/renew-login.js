// @ts-check
import { KeyStore } from "../core/key-store.js"
import { Login } from "../core/login.js"

const TRIED = "diary-sent-again"

/** A form that came too late for its login: a paired phone renews the login and sends the form again, once. */
export class RenewLogin {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    const again = sessionStorage.getItem(TRIED) === form.action
    sessionStorage.removeItem(TRIED)
    if (!again) this.#renew(form)
  }

  /** @param {HTMLFormElement} form */
  async #renew(form) {
    const login = new Login({ fetch: fetch.bind(window), store: new KeyStore(indexedDB), subtle: crypto.subtle })
    if ((await login.renew()) !== "renewed") return
    sessionStorage.setItem(TRIED, form.action)
    form.submit()
  }
}
