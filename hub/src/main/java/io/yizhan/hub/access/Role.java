package io.yizhan.hub.access;

/** Whose work an account does in the hall; what that lets it do stands in {@link Rights}. */
public enum Role {
    /** Keeps the hall's system: people, devices, rules, accounts. */
    ADMIN(Bound.NOTHING),
    /** 中心领导: leads the centre, and decides what goes beyond an agency. */
    CENTRE_LEADER(Bound.NOTHING),
    /** 分管领导: an agency's leader in charge. */
    AGENCY_LEADER(Bound.AGENCY),
    /** 首席代表: leads an agency's people in the hall, where the own person works at present. */
    CHIEF_REPRESENTATIVE(Bound.PERSON),
    /** 窗口人员: works at a counter, and has an own record. */
    CLERK(Bound.PERSON),
    /** 审计: reads everything and changes nothing. */
    AUDITOR(Bound.NOTHING);

    /** To what an account of a role belongs. */
    public enum Bound {
        NOTHING,
        /** One agency, named with the role. */
        AGENCY,
        /** One member of staff; the agency is that person's present one. */
        PERSON
    }

    private final Bound bound;

    Role(Bound bound) {
        this.bound = bound;
    }

    public Bound bound() {
        return bound;
    }
}
