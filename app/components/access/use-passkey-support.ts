/** Owns whether this page, in this browser, can use passkeys. Unknown until the page is alive. */
import { useEffect, useState } from "react";

export type PasskeySupport = "unknown" | "ready" | "unsupported";

/** An IP address is no place for a passkey, whatever the browser. */
const IP_ADDRESS = /^[\d.]+$|:/;

export function usePasskeySupport(): PasskeySupport {
	const [support, setSupport] = useState<PasskeySupport>("unknown");
	useEffect(() => {
		const ready = "PublicKeyCredential" in window && window.isSecureContext && !IP_ADDRESS.test(location.hostname);
		setSupport(ready ? "ready" : "unsupported");
	}, []);
	return support;
}
