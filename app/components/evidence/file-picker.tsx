/** Owns the passage from the plain field to the one that sends as one chooses: never under a choice already made. */
import { useEffect, useRef, useState } from "react";
import type { FileDrop } from "./file-drop";
import { FileField, type ShownLimits } from "./file-field";

/** @param url where the browser sends a file part by part */
export function FilePicker({
	id,
	label,
	limits,
	multiple,
	url,
}: {
	id: string;
	label: string;
	limits: ShownLimits;
	multiple?: boolean;
	url: string;
}) {
	const box = useRef<HTMLDivElement>(null);
	const [Drop, setDrop] = useState<typeof FileDrop | null>(null);
	useEffect(() => {
		let here = true;
		// Numbers of files need cryptography, which browsers keep to https and to this machine.
		if (!window.crypto?.subtle) return;
		import("./file-drop").then((loaded) => {
			const chosen = box.current?.querySelector<HTMLInputElement>("input[type=file]")?.files?.length ?? 0;
			if (here && chosen === 0) setDrop(() => loaded.FileDrop);
		});
		return () => {
			here = false;
		};
	}, []);
	return (
		<div ref={box}>
			{Drop ? (
				<Drop id={id} label={label} limits={limits} multiple={multiple} url={url} />
			) : (
				<FileField id={id} label={label} limits={limits} multiple={multiple} />
			)}
		</div>
	);
}
