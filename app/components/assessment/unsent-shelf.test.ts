import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Unsent } from "./answer-outbox";

const KEY = "0f".repeat(32);
const OTHER_KEY = "1e".repeat(32);
const UNSENT: Unsent = {
	underWay: null,
	waiting: { choice: "2", reason: "", comment: "Ce que j’ai écrit hors connexion" },
	version: 3,
};

class MemoryStorage {
	[name: string]: unknown;
	getItem(name: string): string | null {
		return typeof this[name] === "string" ? this[name] : null;
	}
	setItem(name: string, text: string) {
		this[name] = text;
	}
	removeItem(name: string) {
		delete this[name];
	}
}

let local: MemoryStorage;
let session: MemoryStorage;
beforeEach(() => {
	vi.resetModules();
	local = new MemoryStorage();
	session = new MemoryStorage();
	vi.stubGlobal("localStorage", local);
	vi.stubGlobal("sessionStorage", session);
});
afterEach(() => vi.unstubAllGlobals());

const NAME = "label-cae:moi:evaluation:JUR-01";
const shelf = async () => ({ ...(await import("./open-shelf")), ...(await import("./unsent-shelf")) });
const text = () => JSON.stringify(local);
const sealed = () => vi.waitFor(() => expect(local.getItem(NAME)).toContain("."));

describe("the shelf of unsent answers", () => {
	it("gives back to their author what it sealed, and shows it to nobody in between", async () => {
		const { openShelf } = await shelf();
		(await openShelf(KEY, "moi", "evaluation", "JUR-01")).write(UNSENT);
		await sealed();
		expect(text()).not.toContain("hors connexion");
		expect((await openShelf(KEY, "moi", "evaluation", "JUR-01")).read()).toEqual(UNSENT);
	});

	it("is opened by no other key", async () => {
		const { openShelf } = await shelf();
		(await openShelf(KEY, "moi", "evaluation", "JUR-01")).write(UNSENT);
		await sealed();
		expect((await openShelf(OTHER_KEY, "moi", "evaluation", "JUR-01")).read()).toBeNull();
	});

	it("seals each time differently", async () => {
		const { openShelf } = await shelf();
		const store = await openShelf(KEY, "moi", "evaluation", "JUR-01");
		store.write(UNSENT);
		await sealed();
		const first = local.getItem(NAME);
		store.write(UNSENT);
		await vi.waitFor(() => expect(local.getItem(NAME)).not.toBe(first));
	});

	it("counts at once what is being sealed, and no longer what was acknowledged meanwhile", async () => {
		const { openShelf, countUnsent } = await shelf();
		const store = await openShelf(KEY, "moi", "evaluation", "JUR-01");
		store.write(UNSENT);
		local.setItem("label-cae-photos:moi:une", "");
		expect([countUnsent("moi"), countUnsent("autre")]).toEqual([
			{ answers: 1, photos: 1 },
			{ answers: 0, photos: 0 },
		]);
		store.write(null);
		local.removeItem("label-cae-photos:moi:une");
		expect(countUnsent("moi")).toEqual({ answers: 0, photos: 0 });
		await new Promise((resume) => setTimeout(resume, 50));
		expect(text()).toBe("{}");
	});

	it("keeps the last of several texts", async () => {
		const { openShelf } = await shelf();
		const store = await openShelf(KEY, "moi", "evaluation", "JUR-01");
		for (const version of [4, 5, 6]) store.write({ ...UNSENT, version });
		await sealed();
		expect((await openShelf(KEY, "moi", "evaluation", "JUR-01")).read()).toMatchObject({ version: 6 });
	});

	it("is emptied at sign-out, and a form still on the page writes nothing more", async () => {
		const { openShelf, closeShelf } = await shelf();
		const store = await openShelf(KEY, "moi", "evaluation", "JUR-01");
		store.write(UNSENT);
		await sealed();
		local.setItem("label-cae-photos:moi:une", "");
		closeShelf();
		expect(text()).toBe("{}");
		store.write(UNSENT);
		await new Promise((resume) => setTimeout(resume, 50));
		expect(text()).toBe("{}");
	});

	it("without https, lasts no longer than the tab", async () => {
		vi.stubGlobal("crypto", {});
		const { openShelf } = await shelf();
		(await openShelf(KEY, "moi", "evaluation", "JUR-01")).write(UNSENT);
		await vi.waitFor(() => expect(JSON.stringify(session)).toContain("hors connexion"));
		expect(text()).toBe("{}");
	});
});
