/** Owns the nonce of the page's scripts; empty in the browser, where it is no longer needed. */
import { createContext } from "react";

export const NonceContext = createContext("");
