"""Births on paper: what maternity insurance and the resident pool pay for them."""


def maternity(births, year, fixed):
    """Care and allowance of a year's births of members with an employer, birth by birth of a first child and of a third."""
    claims = births * fixed["maternity_claims"]
    thirds = claims * fixed["third_births"] * year["third_paid"]
    others = claims * (1 - fixed["third_births"])
    check_ups = year["birth_cost"] * fixed["antenatal_share"]
    care = min(year["birth_cost"] - check_ups, year["delivery_limit"]) + min(check_ups, year["antenatal_limit"])
    days = year["leave_days"]
    days += fixed["difficult_births"] * year["difficult_days"] + fixed["further_children"] * year["multiple_days"]
    wage_of_a_day = year["wage"] / 12 / 30
    return (others + thirds) * care, wage_of_a_day * (others * days + thirds * (days + year["third_days"]))


def of_residents(births, share_insured, year, fund):
    """The resident pool's benefit for the births of its insured women."""
    mothers = sum(births[status] for status, nature in fund["statuses"].items() if nature["payer"] == "resident")
    return mothers * share_insured * year["resident_birth_benefit"]
