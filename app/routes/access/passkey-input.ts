/** Reads what the browser sends of a passkey: a form like any other, in which the device's answer is a text of JSON. */
export interface PasskeyInput {
	readonly name: string;
	readonly next: string;
	/** Undefined when it is not JSON: the service refuses it as it refuses any other shape. */
	readonly response: unknown;
}

export async function passkeyInput(request: Request): Promise<PasskeyInput> {
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? "");
	return { name: text("name"), next: text("next"), response: parsed(text("response")) };
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}
