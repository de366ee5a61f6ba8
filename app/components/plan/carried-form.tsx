/** Owns the list of last year's assignments to take again, and what is said once they are. */
import { DomainMark } from "../display/domain-mark";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
import { formatCount, formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export function CarriedForm({
	rows,
}: {
	rows: readonly {
		readonly target: string;
		readonly domain: string;
		readonly title: string;
		readonly seen: string;
		/** Null: erased since. */
		readonly name: string | null;
		readonly dueOn: string;
		readonly note: string;
	}[];
}) {
	return (
		<Section title={formatCount(rows.length, "attribution proposée", "attributions proposées")} ruled>
			<form method="post" className="stack">
				<fieldset className="field">
					<legend>Décochez celles que vous ne reprenez pas</legend>
					<div>
						{rows.map(({ target, domain, title, seen, name, dueOn, note }) => (
							<label key={target} className="choice">
								<input type="checkbox" name="seen" value={seen} defaultChecked />
								<span>
									<DomainMark code={domain} />{" "}
									{frenchTypography(target === domain ? `${title}, tout le domaine` : `${target} · ${title}`)}
									<small>{frenchTypography(`${name ?? ""}, pour le ${formatDate(dueOn)}`)}</small>
									{note && <small>{frenchTypography(note)}</small>}
								</span>
							</label>
						))}
					</div>
				</fieldset>
				<p>
					<Button kind="primary">Confier à nouveau</Button>
				</p>
			</form>
		</Section>
	);
}

export function TakenNotice({ targets }: { targets: readonly string[] }) {
	if (targets.length === 0) {
		return (
			<Notice kind="info">Rien de plus n’a été confié : rien n’était coché, ou quelqu’un l’avait déjà fait.</Notice>
		);
	}
	return (
		<Notice kind="success">
			<form method="post" className="stack-tight">
				<p>{`${formatCount(targets.length, "attribution reprise", "attributions reprises")}.`}</p>
				<input type="hidden" name="intent" value="undo" />
				{targets.map((target) => (
					<input key={target} type="hidden" name="seen" value={target} />
				))}
				<p>
					<Button small>Annuler cette reprise</Button>
				</p>
			</form>
		</Notice>
	);
}
