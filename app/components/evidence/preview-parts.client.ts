/** Owns the addresses of what draws a PDF (pdf.js, built for browsers some years old), fetched only when somebody asks for a preview. */
import library from "pdfjs-dist/legacy/build/pdf.min.mjs?url";
import worker from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import jbig2 from "pdfjs-dist/wasm/jbig2.wasm?url";
import openjpeg from "pdfjs-dist/wasm/openjpeg.wasm?url";
import colours from "pdfjs-dist/wasm/qcms_bg.wasm?url";

export const PREVIEW_CODE = { library, worker } as const;

/** What some documents need for their images, by the name the library gives it. */
export const PREVIEW_DECODERS: Readonly<Record<string, string>> = {
	"jbig2.wasm": jbig2,
	"openjpeg.wasm": openjpeg,
	"qcms_bg.wasm": colours,
};
