/**
 * Owns the opening, without network, of the visit pages that an auditor prepared (R-207), and of nothing else. What is kept is
 * written by app/components/audit/visit-copy.ts: pages sealed to a public key, whose private half opens with the visit's code.
 * That half lives in this worker's memory alone: a tablet that slept asks for the code again.
 */

const DATABASE = "label-cae-visite";
const OFFLINE = "/audits/hors-ligne";
/** How long the network may keep silent before the copy takes over. */
const PATIENCE_MS = 8_000;
const GONE = [401, 403, 404];

/** @type {CryptoKey | null} */
let opened = null;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (url.origin !== location.origin) return;
	if (url.pathname === OFFLINE) event.respondWith(atTheDoor(request, url));
	else if (request.method !== "GET") return;
	else if (request.mode === "navigate") event.respondWith(page(request, url));
	else if (url.searchParams.has("_data")) event.respondWith(data(request, url));
	else if (url.pathname.startsWith("/assets/")) event.respondWith(file(request, url));
});

async function atTheDoor(request, url) {
	if (request.method === "HEAD") return new Response(null, { status: 204 });
	if (request.method === "POST") return unlock(request);
	return elsewhere(url.searchParams.get("page") ?? "");
}

async function page(request, url) {
	const kept = await find("pages", url.pathname);
	const answer = await fromNetwork(request, kept !== undefined);
	if (answer) {
		// A visit's page answers by a redirect to nobody but those it no longer knows.
		if (kept && (GONE.includes(answer.status) || answer.type === "opaqueredirect")) await forget(kept.auditId);
		return answer;
	}
	const copy = kept && (await validCopy(kept.auditId));
	if (!copy) return elsewhere(url.pathname);
	if (!opened) return lockedPage(url.pathname, "");
	const { html, csp } = await unseal(kept);
	return htmlAnswer(html, csp);
}

/** Remix asks for data where a document is kept: the document is opened instead. */
async function data(request, url) {
	const kept = await find("pages", url.pathname);
	const answer = await fromNetwork(request, kept !== undefined);
	if (answer) {
		const signedOut = answer.headers.get("X-Remix-Redirect")?.startsWith("/connexion");
		if (kept && (GONE.includes(answer.status) || signedOut)) await forget(kept.auditId);
		return answer;
	}
	const asked = `${OFFLINE}?page=${encodeURIComponent(url.pathname)}`;
	const headers = { "X-Remix-Redirect": kept ? url.pathname : asked, "X-Remix-Reload-Document": "true" };
	return new Response(null, { status: 204, headers: { ...headers, "X-Remix-Status": "302" } });
}

async function file(request, url) {
	const kept = await find("files", url.pathname);
	if (kept) return new Response(kept.bytes, { headers: { "Content-Type": kept.type } });
	return fetch(request);
}

/** Null: there is none, or it keeps silent while a copy could be shown. */
async function fromNetwork(request, hurried) {
	const answer = fetch(request).catch(() => null);
	if (!hurried) return answer;
	return Promise.race([answer, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null))]);
}

async function unlock(request) {
	const form = await request.formData();
	const asked = String(form.get("page"));
	const next = /^\/audits(\/|$)/.test(asked) ? asked : OFFLINE;
	const lock = await find("locks", "lock");
	if (!lock) return elsewhere(next);
	try {
		opened = await privateKey(lock, String(form.get("code")));
	} catch {
		return lockedPage(next, "Ce n’est pas le code de la visite. Vérifiez-le, puis recommencez.");
	}
	return Response.redirect(next, 303);
}

async function privateKey({ salt, rounds, sealed }, code) {
	const typed = new TextEncoder().encode(code.normalize("NFC").trim());
	const material = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
	const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
	const key = await crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
	const pkcs8 = await openBytes(sealed, key);
	return crypto.subtle.importKey("pkcs8", pkcs8, { name: "RSA-OAEP", hash: "SHA-256" }, false, ["decrypt"]);
}

async function unseal({ wrapped, sealed }) {
	const raw = await crypto.subtle.decrypt({ name: "RSA-OAEP" }, opened, wrapped);
	const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
	return JSON.parse(new TextDecoder().decode(await openBytes(sealed, key)));
}

/** The vector, then what it sealed: as components/assessment/sealing.ts writes it. */
function openBytes(whole, key) {
	return crypto.subtle.decrypt({ name: "AES-GCM", iv: whole.subarray(0, 12) }, key, whole.subarray(12));
}

async function validCopy(auditId) {
	const copy = await find("copies", auditId);
	if (copy && copy.expiresAt > new Date().toISOString()) return copy;
	if (copy) await forget(auditId);
	return null;
}

async function lockedPage(next, error) {
	const said = error ? `<p class="field-error" id="faux">${escapeHtml(error)}</p>` : "";
	const described = error ? ' aria-invalid="true" aria-describedby="faux"' : "";
	return ownPage(
		"Ouvrir la visite préparée",
		`<p class="lead">Le réseau ne répond pas. La visite que vous avez préparée est sur cet appareil, chiffrée : votre code l’ouvre.</p>
		<form class="form" method="post" action="${OFFLINE}">
			<input type="hidden" name="page" value="${escapeHtml(next)}">
			<div class="field"><label class="field-label" for="code">Code de la visite</label>
			<input class="input" id="code" name="code" type="password" autocomplete="off" required${described}>${said}</div>
			<p class="actions"><button class="button button-primary">Ouvrir</button> <a class="button button-secondary" href="${escapeHtml(next)}">Réessayer avec le réseau</a></p>
		</form>
		<p>Ce que vous avez noté et pas encore envoyé est gardé sur cet appareil, que vous ayez le code ou non. Code oublié : retrouvez le réseau, connectez-vous et préparez à nouveau la visite.</p>`,
	);
}

/** What is not kept: says what works without network, and leads there. */
async function elsewhere(asked) {
	const copies = (await all("copies")).filter(({ expiresAt }) => expiresAt > new Date().toISOString());
	if (copies.length > 0 && !opened && asked === OFFLINE) return lockedPage(OFFLINE, "");
	const again = asked.startsWith("/") && !asked.startsWith(OFFLINE) ? asked : "/audits";
	return ownPage(
		"Vous êtes hors ligne",
		`<p class="lead">Cette page n’est pas sur cet appareil : elle demande le réseau.</p>
		${copies.length > 0 ? await keptVisits(copies) : "<p>Aucune visite n’est préparée sur cet appareil. Avec le réseau, ouvrez l’audit et choisissez « Préparer la visite hors ligne ».</p>"}
		<h2>Ce qui marche sans réseau</h2>
		<ul><li>Ouvrir les fiches d’une visite préparée, les remplir, prendre des photos.</li><li>Ce que vous notez est gardé ici et part au retour du réseau.</li></ul>
		<h2>Ce qui demande le réseau</h2>
		<ul><li>L’accueil, le calendrier, le rapport, les pièces de la CAE.</li><li>Vous connecter ou vous déconnecter.</li></ul>
		<p class="actions"><a class="button button-secondary" href="${escapeHtml(again)}">Réessayer</a></p>`,
	);
}

async function keptVisits(copies) {
	const pages = await all("pages");
	const lists = copies.map(async ({ auditId }) => {
		const own = pages.filter((one) => one.auditId === auditId).sort((a, b) => a.rank - b.rank);
		if (!opened) return `<li><a href="${escapeHtml(own[0].path)}">Ouvrir la visite préparée</a></li>`;
		const titled = await Promise.all(own.map(async (one) => ({ path: one.path, title: (await unseal(one)).title })));
		return titled.map(({ path, title }) => `<li><a href="${escapeHtml(path)}">${escapeHtml(title)}</a></li>`).join("");
	});
	return `<h2>Sur cet appareil</h2><ul>${(await Promise.all(lists)).join("")}</ul>`;
}

async function ownPage(title, body) {
	const sheet = (await all("files")).find(({ path }) => /^\/assets\/app-.*\.css$/.test(path));
	const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Label CAE</title>${sheet ? `<link rel="stylesheet" href="${sheet.path}">` : ""}<link rel="icon" href="/favicon.svg" type="image/svg+xml"></head><body><div class="lone"><header class="lone-brand"><span class="word-mark">Label CAE</span></header><main class="lone-main" id="contenu"><div class="stack"><h1>${title}</h1>${body.replace(/ ([:;?!»])/g, "\u00a0$1").replace(/« /g, "«\u00a0")}</div></main></div></body></html>`;
	return htmlAnswer(
		html,
		"default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	);
}

function htmlAnswer(html, csp) {
	return new Response(html, {
		headers: {
			"Content-Type": "text/html; charset=utf-8",
			"Content-Security-Policy": csp,
			"Cache-Control": "no-store",
			"X-Content-Type-Options": "nosniff",
			"Referrer-Policy": "same-origin",
		},
	});
}

function escapeHtml(text) {
	return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

async function forget(auditId) {
	const pages = await all("pages");
	await within("readwrite", (database) => {
		database.objectStore("copies").delete(auditId);
		for (const one of pages) if (one.auditId === auditId) database.objectStore("pages").delete(one.path);
	});
	if ((await all("copies")).length > 0) return;
	opened = null;
	await within("readwrite", (database) => {
		for (const name of database.objectStoreNames) database.objectStore(name).clear();
	});
}

const find = (store, key) => within("readonly", (database) => database.objectStore(store).get(key));
const all = async (store) => (await within("readonly", (database) => database.objectStore(store).getAll())) ?? [];

/** One step, on a database that the page made: opened for it alone, so that signing out deletes it at once. */
async function within(mode, work) {
	const database = await new Promise((resolve) => {
		const opening = indexedDB.open(DATABASE);
		// Not there: nothing is prepared, and nothing is made.
		opening.onupgradeneeded = () => opening.transaction.abort();
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => resolve(null);
	});
	if (!database) return undefined;
	try {
		return await new Promise((resolve, reject) => {
			const transaction = database.transaction([...database.objectStoreNames], mode);
			const asked = work(transaction);
			transaction.oncomplete = () => resolve(asked?.result);
			transaction.onabort = () => reject(transaction.error);
		});
	} finally {
		database.close();
	}
}
