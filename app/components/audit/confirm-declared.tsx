/** Owns the one explicit act that confirms what was declared for the criteria of a domain not examined yet. */
import type { ReactNode } from "react";
import { Button } from "../form/button";
import { Section } from "../layout/section";
import { formatCount } from "../text/format";

export function ConfirmDeclared({
	criterionIds,
	form,
}: {
	/** Criteria without a retained level, as the screen shows them now. */
	criterionIds: readonly string[];
	/** The page's own form around the fields and the button. */
	form: (content: ReactNode) => ReactNode;
}) {
	if (criterionIds.length === 0) return null;
	const several = criterionIds.length > 1;
	return (
		<Section title="Confirmer ce qui a été déclaré" ruled>
			<div className="stack">
				<p>
					{formatCount(criterionIds.length, "critère n’a", "critères n’ont")} pas encore de niveau retenu :{" "}
					{criterionIds.map((id, index) => (
						<span key={id}>
							<span className="nowrap">{id}</span>
							{index < criterionIds.length - 1 ? ", " : "."}
						</span>
					))}
				</p>
				<p>
					{several
						? "Si vous les avez vérifiés et que les niveaux déclarés conviennent, confirmez-les en une fois. Ils deviennent des constats de l’audit, à votre nom, que vous pouvez encore changer jusqu’à la fin de la visite."
						: "Si vous l’avez vérifié et que le niveau déclaré convient, confirmez-le. Il devient un constat de l’audit, à votre nom, que vous pouvez encore changer jusqu’à la fin de la visite."}
				</p>
				{form(
					<>
						<input type="hidden" name="intent" value="confirm" />
						{criterionIds.map((id) => (
							<input key={id} type="hidden" name="confirmed" value={id} />
						))}
						<Button>Confirmer {several ? `ces ${criterionIds.length} niveaux déclarés` : "ce niveau déclaré"}</Button>
					</>,
				)}
			</div>
		</Section>
	);
}
