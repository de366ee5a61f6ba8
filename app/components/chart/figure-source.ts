/** Owns what the charts of a page rest on, said once by the page and repeated in each file downloaded from it. */
import { createContext } from "react";

/** e.g. « Référentiel 1.0, publié le 16 janvier 2023 »; empty: nothing to say. */
export const FigureSource = createContext("");
