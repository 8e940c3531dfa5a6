"""Long-term care on paper: who is covered, what they are paid, and the books of its fund."""

PLACES = ("home", "community", "institution")


def disabled_by_degree(cells, fund):
    """Person-years of those who cannot care for themselves: disabled[status, degree]."""
    return {
        (status, degree): sum(persons * share[sex, age] for (of, sex, age), persons in cells.items() if of == status)
        for status in fund["statuses"]
        for degree, share in fund["disability"].items()
    }


def year_of_nursing(persons, disabled, share_insured, fund, t):
    """Members, beneficiaries and what they are paid in a year: nursing[payer] = {"members", "beneficiaries", "paid"}."""
    year, fixed, nursing = fund["years"][t], fund["fixed"], {}
    for payer in ("employee", "resident"):
        insured = share_insured if payer == "resident" else 1.0
        covered = year[f"nursing_coverage.{payer}"] * insured
        group = [status for status, nature in fund["statuses"].items() if nature["payer"] == payer]
        of_payer = {"members": covered * sum(persons[status] for status in group), "beneficiaries": 0.0, "paid": 0.0}
        for degree in fund["disability"]:
            need = sum(disabled[status, degree] for status in group)
            for place in PLACES:
                drawing = need * covered * fixed["nursing_claims"] * fixed[f"nursed_{place}"]
                full = year[f"nursing_price.{degree}_{place}"] * year[f"nursing_ratio.{degree}_{place}"]
                reduced = max(full - year["nursing_offset"], 0.0)
                mean = (1 - fixed["allowance_drawn"]) * full + fixed["allowance_drawn"] * reduced
                of_payer["beneficiaries"] += drawing if mean > 0 else 0.0
                of_payer["paid"] += 12 * drawing * mean
        nursing[payer] = of_payer
    return nursing


def run_fund(flows, nursing, year, rules, employed, alone):
    """A month of the fund: a twelfth of what is paid by head and of the benefits, and the month's rates on wages."""
    members_wages = year["nursing_coverage.employee"]
    by_employers = members_wages * employed * rules["nursing_employer_rate"]
    flows["long_term_care", "contributions_employer"] += by_employers
    flows["long_term_care", "incurred_income"] += by_employers
    on_wages = {"employee": members_wages * (employed + alone) * rules["nursing_pool_rate"], "resident": 0.0}
    for payer, of_payer in nursing.items():
        heads = of_payer["members"] / 12
        handed_over = heads * year[f"nursing_from_pool.{payer}"] + on_wages[payer]
        own, subsidy = heads * year[f"nursing_own.{payer}"], heads * year[f"nursing_subsidy.{payer}"]
        flows[payer, "transfer_out"] += handed_over
        flows[payer, "incurred_cost"] += handed_over
        flows["long_term_care", "transfer_in"] += handed_over
        flows["long_term_care", "contributions_own"] += own
        flows["long_term_care", "subsidy"] += subsidy
        flows["long_term_care", "incurred_income"] += handed_over + own + subsidy
        flows["long_term_care", "nursing_benefits"] += of_payer["paid"] / 12
        flows["long_term_care", "incurred_cost"] += of_payer["paid"] / 12
