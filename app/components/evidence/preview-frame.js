/**
 * What runs in the frame that draws a PDF. It has no origin, no network and no way out: it is given the drawing library and the
 * document as bytes, draws one page at a time within bounds, and says what it shows.
 */
// @ts-check

/** Points of a canvas, and of an image inside the document, at most. */
const CANVAS = 8_000_000;
const CANVAS_SIDE = 8_000;
const IMAGE = 40_000_000;
/** Signs of a page read aloud, at most. */
const SIGNS = 20_000;
const KEYS = { PageUp: "previous", PageDown: "next", "+": "larger", "-": "smaller" };

const stage = /** @type {HTMLElement} */ (document.getElementById("page"));
const words = /** @type {HTMLElement} */ (document.getElementById("words"));
/** @type {any} */
let opened = null;
/** @type {any} */
let drawing = null;
/** @type {Map<string, (bytes: Uint8Array) => void>} */
const awaited = new Map();

/** @param {object} message */
const tell = (message) => parent.postMessage(message, "*");
/** @param {ArrayBuffer} code */
const addressOf = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));

addEventListener("message", ({ source, data }) => {
	if (source !== parent) return;
	const done = data.kind === "open" ? open(data) : data.kind === "show" ? show(data) : give(data);
	done.catch((/** @type {Error} */ error) => {
		if (error?.name === "RenderingCancelledException") return;
		tell({ kind: "failed", why: error?.name === "PasswordException" ? "password" : "damaged" });
	});
});

addEventListener("keydown", (event) => {
	const wish = /** @type {Record<string, string>} */ (KEYS)[event.key];
	if (!wish || event.ctrlKey || event.metaKey || event.altKey) return;
	event.preventDefault();
	tell({ kind: "key", wish });
});

/** @param {{ library: ArrayBuffer, worker: ArrayBuffer, bytes: ArrayBuffer }} message */
async function open({ library, worker, bytes }) {
	const { GlobalWorkerOptions, getDocument } = await import(addressOf(library));
	GlobalWorkerOptions.workerPort = await started(worker);
	opened = await getDocument({
		data: new Uint8Array(bytes),
		isEvalSupported: false,
		enableXfa: false,
		maxImageSize: IMAGE,
		disableAutoFetch: true,
		disableStream: true,
		disableRange: true,
		useWorkerFetch: false,
		BinaryDataFactory: Given,
		wasmUrl: "given/",
		standardFontDataUrl: null,
	}).promise;
	await show({ page: 1, zoom: 1 });
}

/**
 * Chromium starts no module as the worker of a frame without an origin: a worker of one line imports it.
 * @param {ArrayBuffer} code
 */
function started(code) {
	const first =
		"onmessage=({data})=>{onmessage=null;import(URL.createObjectURL(new Blob([data],{type:'text/javascript'})))}";
	const worker = new Worker(URL.createObjectURL(new Blob([first], { type: "text/javascript" })));
	return new Promise((ready, failed) => {
		worker.addEventListener("message", () => ready(worker), { once: true });
		worker.addEventListener("error", failed, { once: true });
		worker.postMessage(code, [code]);
	});
}

/** What the library needs for some images is asked of the page around, by name. */
class Given {
	/** @param {{ kind: string, filename: string }} wanted */
	fetch({ kind, filename }) {
		if (kind !== "wasmUrl") return Promise.reject(new Error("not given"));
		return new Promise((take) => {
			awaited.set(filename, take);
			tell({ kind: "need", name: filename });
		});
	}
}

/** @param {{ name: string, bytes: ArrayBuffer }} message */
async function give({ name, bytes }) {
	awaited.get(name)?.(new Uint8Array(bytes));
	awaited.delete(name);
}

/** @param {{ page: number, zoom: number }} wish */
async function show({ page: number, zoom }) {
	if (!opened) return;
	drawing?.cancel();
	const page = await opened.getPage(Math.min(Math.max(1, number), opened.numPages));
	const { width, height } = page.getViewport({ scale: 1 });
	if (!(width > 0 && height > 0 && Number.isFinite(width * height))) throw new Error("no size");
	const fit = (document.documentElement.clientWidth - 32) / width;
	const bound = Math.min(Math.sqrt(CANVAS / (width * height)), CANVAS_SIDE / Math.max(width, height));
	const scale = Math.min(fit * zoom * Math.max(1, devicePixelRatio), bound);
	const viewport = page.getViewport({ scale });
	const canvas = document.createElement("canvas");
	canvas.width = Math.max(1, Math.floor(viewport.width));
	canvas.height = Math.max(1, Math.floor(viewport.height));
	canvas.setAttribute("role", "img");
	canvas.setAttribute("aria-label", `Aperçu de la page ${number} sur ${opened.numPages}`);
	// Neither its notes nor its forms nor its links: nothing of it answers a click.
	drawing = page.render({ canvas, viewport, annotationMode: 0, background: "#fff" });
	await drawing.promise;
	canvas.style.setProperty("width", `${Math.floor(Math.min(fit * zoom, 20_000 / width) * width)}px`);
	stage.replaceChildren(canvas);
	scrollTo(0, 0);
	const { items } = await page.getTextContent();
	words.textContent = items
		.map((/** @type {{ str?: string, hasEOL?: boolean }} */ { str = "", hasEOL }) => str + (hasEOL ? " " : ""))
		.join("")
		.slice(0, SIGNS);
	tell({ kind: "shown", page: number, pages: opened.numPages });
}

tell({ kind: "ready" });
