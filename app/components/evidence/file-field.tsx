/** Owns the choice of files: which are accepted and how large, said before one chooses. */
import { ACCEPT_ATTRIBUTE } from "~/domain/evidence/evidence-file";
import { Field, type FieldTexts } from "../form/field";
import { formatNumber } from "../text/format";

export interface ShownLimits {
	readonly fileBytes: number;
	readonly files: number;
}

const MEGABYTE = 1024 * 1024;

export function FileField({
	id,
	label,
	error,
	limits,
	multiple,
	more = "",
	onChoose,
}: Pick<FieldTexts, "label" | "error"> & {
	id?: string;
	limits: ShownLimits;
	multiple?: boolean;
	more?: string;
	/** Takes the files at once: the form itself sends none. */
	onChoose?: (input: HTMLInputElement) => void;
}) {
	const most = `${formatNumber(Math.floor(limits.fileBytes / MEGABYTE))}\u00a0Mo`;
	const count = multiple ? `${limits.files} fichiers au plus, ${most} chacun.` : `${most} au plus.`;
	return (
		<Field
			id={id}
			label={label}
			error={error}
			hint={`PDF, image (JPEG, PNG, WebP), Word, Excel, OpenDocument, CSV ou texte. ${count}${more}`}
		>
			{(control) => (
				<input
					{...control}
					className="input"
					type="file"
					name={onChoose ? undefined : "fichiers"}
					accept={ACCEPT_ATTRIBUTE}
					multiple={multiple}
					required={!onChoose}
					onChange={onChoose && ((event) => onChoose(event.currentTarget))}
				/>
			)}
		</Field>
	);
}
